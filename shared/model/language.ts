/** Languages in which rules and reasons are said to people, as tags of BCP 47 (TXT-1). */
import * as z from "zod";

const LANGUAGES = ["en", "de", "fr"] as const;

export const LanguageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof LanguageSchema>;

/** One for each language: a language that is missing does not compile. */
export type ByLanguage<T> = Readonly<Record<Language, T>>;
