/**
 * `npm run campaign -- NAME`: long runs that `npm test` holds a short form of. A campaign is a file `tests/campaigns/NAME.ts` that
 * exports a `summary` of one line and `run`, which prints what it tries and its seed. Its figure is the last line; a campaign that
 * falls short ends non-zero. Without a name the list is printed.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

export interface CampaignResult {
  /** One line with the number that was reached. */
  figure: string;
  reached: boolean;
}

export interface Campaign {
  summary: string;
  run(): Promise<CampaignResult>;
}

const folder = join(import.meta.dirname, "campaigns");

async function load(name: string): Promise<Campaign> {
  return import(join(folder, `${name}.ts`));
}

/** The campaigns there are, sorted. */
function listCampaigns(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

async function main(name: string | undefined): Promise<number> {
  const names = listCampaigns();
  if (name === undefined) {
    for (const each of names) console.log(`${each}: ${(await load(each)).summary}`);
    return 0;
  }
  if (!names.includes(name)) {
    console.error(`there is no campaign \`${name}\`; there are: ${names.join(", ")}`);
    return 1;
  }
  const campaign = await load(name);
  console.log(campaign.summary);
  const { figure, reached } = await campaign.run();
  console.log(figure);
  return reached ? 0 : 1;
}

process.exitCode = await main(process.argv[2]);
