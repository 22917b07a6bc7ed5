/** Documents as text, for the tests that take samples out of them. */
declare module "*.md?raw" {
  const text: string;
  export default text;
}
