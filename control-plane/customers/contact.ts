/** E-mail addresses and phone numbers as they are stored; what cannot be one is refused with the reason. */

export type Contact = { ok: true; value: string } | { ok: false; why: string };

const E164 = /^\+[1-9]\d{7,14}$/;
const EMAIL = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/u;
const EMAIL_LENGTH_MAX = 254;

/** A phone number in E.164. Without the country's code it would be a guess, so it is refused. */
export function phoneNumber(typed: string): Contact {
  const text = typed.normalize("NFKC").trim();
  if (!/^[+\d\s().\-/]+$/.test(text)) return { ok: false, why: "holds characters that no phone number has" };
  const digits = text
    .replace(/\(0\)/, "")
    .replace(/[\s().\-/]/g, "")
    .replace(/^00/, "+");
  if (!digits.startsWith("+")) return { ok: false, why: "must begin with + and the country's code" };
  if (!E164.test(digits)) return { ok: false, why: "must have 8 to 15 digits after the +" };
  return { ok: true, value: digits };
}

/** An e-mail address in lower case. */
export function emailAddress(typed: string): Contact {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  if (text.split("@").length !== 2) return { ok: false, why: "must hold one @" };
  if (text.length > EMAIL_LENGTH_MAX)
    return { ok: false, why: `is longer than ${EMAIL_LENGTH_MAX} characters` };
  if (!EMAIL.test(text) || text.startsWith(".") || text.includes("..") || text.includes(".@")) {
    return { ok: false, why: "is not an e-mail address" };
  }
  return { ok: true, value: text };
}
