/** Why a programme cannot be published. */
export interface Problem {
  /** Path in the document: 'tiers.list.1.rights'. */
  field: string;
  /** What is wrong with it. */
  code: string;
  /** For the shopkeeper, in simplified Chinese. */
  message: string;
}
