/** A text with places to fill: what stands there in turn, and what fills the place behind it. */
export interface Places<D> {
  /** One more than `values`. */
  texts: readonly string[];
  values: readonly ((data: D) => string)[];
}
