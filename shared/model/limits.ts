/**
 * Every bound of the product, each with its reason. A list, loop, body or tree without a bound here is a mistake.
 * Bounds at publication are lower than or equal to bounds at load, so that what was published always loads.
 */
export const LIMITS = {
  /** Lines of one cart. Peers allow 500 to 1,000; the reservation stores the whole cart in rows below 1 MB. */
  cartLines: 500,
  /** Quantity of one line. Above that a shop sells measured goods, which are one unit with a measure. */
  lineQuantity: 100_000,
  /** Codes typed into one cart. */
  cartCodes: 20,
  /** Shipping charges of one cart: one a seller and method. */
  cartCharges: 20,
  /** Identifiers of one customer in one request. */
  customerIdentifiers: 10,
  /** Entries of a metadata or attributes record sent with a cart, line or customer. */
  metadataEntries: 50,
  /** Characters of a metadata or attribute text. */
  metadataText: 500,
  /** Categories, tags of one product. */
  productCategories: 20,
  productTags: 50,
  productAttributes: 50,
  /** One amount in minor units: 10^12 is ten billion dollars. */
  amountMinor: 1_000_000_000_000,
  /** Sum of a cart at list or catalogue price in minor units: sums stay exact in a double. */
  cartTotalMinor: 1_000_000_000_000_000,
  /** Bytes of a request body at the edge: 500 full lines need about 200 KiB. */
  edgeBodyBytes: 256 * 1024,
  /** Bytes of a bulk import body at the control plane: 5,000 rows of about 1.5 KiB. */
  importBodyBytes: 8 * 1024 * 1024,
  /** Rows of one bulk import call. */
  importRows: 5_000,
  /** Nesting of a JSON body at the control plane: ten times what the deepest rule needs, far below what a parser's stack bears. */
  jsonDepth: 100,
  /** Depth of a condition tree: deeper rules cannot be explained to a person. */
  treeDepth: 8,
  /** Children of one all / any node. */
  treeChildren: 50,
  /** Nodes of one promotion's condition tree with its line trees. */
  treeNodes: 500,
  /** Values of one list in a condition. Real coupons name up to 14,367 products; 20,000 ids are about 160 KB. */
  conditionValues: 20_000,
  /** Awards of one promotion. */
  promotionAwards: 10,
  /** Lanes of a company. */
  lanes: 20,
  /** Promotions in one published rule set. */
  ruleSetPromotions: 100_000,
  /** Public codes in one published rule set. */
  ruleSetCodes: 200_000,
  /** Public codes of one promotion. */
  promotionCodes: 10_000,
  /** Bytes of one blob at publication: KV allows 25 MiB, the budget of an isolate is 128 MB for all. */
  blobBytes: 5 * 1024 * 1024,
  /** Bytes of one blob that a loader accepts. */
  blobLoadBytes: 10 * 1024 * 1024,
  /** Target bytes of one catalogue shard; shards double in number until they fit. */
  catalogueShardBytes: 1024 * 1024,
  catalogueShards: 256,
  /** Bytes of decoded snapshots that one isolate keeps, least recently used first out. */
  planCacheBytes: 64 * 1024 * 1024,
  /** Segments of one customer in the edge record: 200 of them stay below 2 KB. */
  customerSegments: 200,
  customerAttributes: 50,
  /** Stores, groups of a store, groups of a company. */
  stores: 10_000,
  storeGroups: 50,
  /** Depth of the category tree. */
  categoryDepth: 12,
  categories: 20_000,
  /** Ranges of a weekly timetable. */
  timetableRanges: 50,
  /** Rounds in which the edge prices again after a shortage before it answers 503 retry. */
  reserveRounds: 3,
  /** Promotions named in one explain request; nearest misses shown without names. */
  explainPromotions: 50,
  explainNearest: 20,
  /** Hold of a reservation, in milliseconds: default, least, greatest, and in all after extensions. */
  holdDefaultMs: 15 * 60_000,
  holdMinMs: 60_000,
  holdMaxMs: 24 * 3_600_000,
  holdTotalMs: 30 * 86_400_000,
  /** A late commit is possible this long after the hold's end. */
  lateCommitMs: 7 * 86_400_000,
  /** Handle, outcome and id are answered this long after resolution. */
  rememberMs: 30 * 86_400_000,
  /** Life of a customer token: default and greatest. */
  customerTokenMs: 3_600_000,
  /** Limits of one promotion. */
  promotionLimits: 10,
  /** Currencies of one budget or amount table. */
  currencies: 30,
  /** Greatest count of a usage limit. */
  limitUses: 1_000_000_000,
  /** Entries that the mirror pulls in one call. */
  mirrorBatch: 500,
  /** Bytes of one stored document row: Durable Object rows allow 2 MB, not enforced locally. */
  documentRowBytes: 900_000,
  /** Rows of one page of a list, default and greatest. */
  pageDefault: 50,
  pageMax: 200,
  /** Name, label, description, tag of authored things, in characters. */
  name: 120,
  label: 200,
  description: 2_000,
  tags: 20,
  tag: 40,
  /** Characters of a code after normalisation. */
  code: 64,
  /** Characters of an id from the shop. */
  externalId: 128,
  /** Age of the pointer in an isolate: refresh in the background after soft, wait for a fresh one after hard. */
  pointerSoftMs: 10_000,
  pointerHardMs: 10 * 60_000,
  /** Age up to which a last good snapshot is served while KV is down. */
  snapshotStaleMs: 24 * 3_600_000,
  /** An idempotency key of the control plane is remembered this long. */
  idempotencyMs: 24 * 3_600_000,
  /** Details named in one problem document: more than a person reads, less than a body of trouble. */
  problemErrors: 1_000,
  /** Bytes of a body at the control plane that is no import: a promotion with lists of 10,000 ids is below 2 MiB. */
  controlBodyBytes: 2 * 1024 * 1024,
  /** Rows of one stored document: with documentRowBytes 14 MB, far above a whole cart of 500 lines. */
  documentParts: 16,
  /** Exhausted promotions named in one refusal; the pointer's mask names the rest. */
  exhaustedListed: 1_000,
  /** Promotions in one entry of a stop or a resumption, so that its row stays far below 2 MB. */
  stopEntryPromotions: 1_000,
  /** Due rows that one run of a ledger object's alarm works off before it arms itself again. */
  dueBatch: 500,
  /** Customer keys of one reservation: the identifiers of one customer and the id. */
  customerKeys: 11,
  /** What one isolate remembers of others' values: companies, API keys, customers' records. A kilobyte each at most. */
  isolateCompanies: 1_000,
  isolateKeys: 5_000,
  isolateCustomers: 2_000,
  /** Promotions named in one stop or resumption by hand. */
  stopPromotions: 1_000,
  /** Codes made by one call: each is checked against all that the company has. */
  codesPerCall: 1_000,
  /** Units in stock of one article, points of one customer: sums stay exact. */
  stockUnits: 1_000_000_000,
  points: 1_000_000_000_000,
  /** Components of one bundle: their subsets are counted, 2^8 of them. */
  bundleComponents: 8,
  /** Steps of one table of tiers. */
  tierSteps: 20,
  /** Articles among which a gift may be chosen. */
  giftChoices: 20,
  /** Classes that one promotion names. */
  classes: 20,
  /** Candidates of a lane that are searched by trying every set; above it branch and bound within the fuel. */
  searchAll: 8,
  /** Articles whose stock one evaluation looks up for the gifts it offers: five gifts with all their choices. */
  offerSkus: 100,
  /** Margin on the cost of an article that a floor asks for, in basis points: ten times the cost. */
  marginBps: 100_000,
  /**
   * Steps of one evaluation (SEL-23), some seconds at most: a condition judged on a content run is one, a slice touched by an award ten. An
   * ordinary cart needs some thousands; 10,000 promotions that a cart of 500 articles reaches need 5 to 10 million.
   */
  fuel: 50_000_000,
  /** Steps of one search among more than `searchAll` candidates: enough for 16 that read one another on a cart of ten articles. */
  searchFuel: 5_000_000,
  /** Zones for which one plan keeps the states of its schedules: 8 bytes a promotion and 34 a schedule each. */
  planZones: 16,
  /** Days of one report. */
  reportDays: 366,
  /** Quotes of one batch: so many evaluations at the bound of their fuel stay within the 30 seconds of CPU that the platform gives one request. */
  batchQuotes: 20,
  /** Articles priced in one call: a page of a listing or of search results, whose facts stay far below a body's bound. */
  priceProducts: 100,
  /** Experiments of a company: each is looked at for every cart, with three short hashes. */
  experiments: 100,
  /** Variants of one experiment: a test of more could not tell them apart. */
  experimentVariants: 20,
  /** Slots of a layer, and of how many subjects a coverage counts (EXP-2). */
  experimentSlots: 10_000,
  /** Weight of one variant: the sum of all times a hash of 32 bits stays exact. */
  variantWeight: 100_000,
  /**
   * Characters of a line tree that a hint tells, as JSON: some 200 article numbers. Up to three of them come with every decision, and a text of
   * the rules blob is no longer.
   */
  hintItems: 2_000,
  /** Hints of one decision, and the nearest ones of which the gain is computed for it: a selection each. */
  hintsShown: 3,
  hintsWeighed: 6,
} as const;
