/** Phones become E.164 and e-mails lower case; what can be neither is refused with the reason. */
import { describe, expect, it } from "vitest";
import { emailAddress, phoneNumber } from "./contact.ts";

describe("phone numbers", () => {
  it.each([
    ["+41 44 668 18 00", "+41446681800"],
    ["0041 (0)44 668-18-00", "+41446681800"],
    ["+1 (415) 555.0132", "+14155550132"],
    ["＋90 532 123 45 67", "+905321234567"],
  ])("%s is %s", (typed, value) => {
    expect(phoneNumber(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ["044 668 18 00", "must begin with + and the country's code"],
    ["+41 44", "must have 8 to 15 digits after the +"],
    ["+0 44 668 18 00", "must have 8 to 15 digits after the +"],
    ["+4144668180012345", "must have 8 to 15 digits after the +"],
    ["+41 44 CALL ME", "holds characters that no phone number has"],
    ["", "holds characters that no phone number has"],
  ])("%s is refused: %s", (typed, why) => {
    expect(phoneNumber(typed)).toEqual({ ok: false, why });
  });
});

describe("e-mail addresses", () => {
  it.each([
    [" Ada@Example.COM ", "ada@example.com"],
    ["a.b+c@mail.example.co.uk", "a.b+c@mail.example.co.uk"],
    ["ç@example.com", "ç@example.com"],
  ])("%s is %s", (typed, value) => {
    expect(emailAddress(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ["ada.example.com", "must hold one @"],
    ["a@b@example.com", "must hold one @"],
    ["ada@localhost", "is not an e-mail address"],
    ["a..b@example.com", "is not an e-mail address"],
    [".a@example.com", "is not an e-mail address"],
    ["a b@example.com", "is not an e-mail address"],
    [`${"a".repeat(60)}@${"b.".repeat(100)}com`, "is longer than 254 characters"],
  ])("%s is refused: %s", (typed, why) => {
    expect(emailAddress(typed)).toEqual({ ok: false, why });
  });
});
