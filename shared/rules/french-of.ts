/** A text with the French "de" before it: "d'au moins 5", "de plus de 5". */
export function frenchOf(text: string): string {
  return /^[aeiouhàâéèêîô]/i.test(text) ? `d'${text}` : `de ${text}`;
}
