/** A TensorFlow Lite model as plain data. Names and meanings are those of its schema (tensorflow/lite/schema, version 3). */
export interface TfliteModel {
  readonly description: string;
  readonly tensors: readonly TfliteTensor[];
  /** In the order in which they run. */
  readonly operators: readonly TfliteOperator[];
  /** Places in `tensors`. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface TfliteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: TfliteType;
  readonly quantization?: TfliteQuantization;
  /** Constants only: the numbers in row-major order. */
  readonly data?: Int8Array | Int32Array | Float32Array;
}

export type TfliteType = "float32" | "int32" | "int8";

/** real = scale * (stored - zeroPoint); one pair for the tensor, or one for each place along `axis`. */
export interface TfliteQuantization {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
}

export type TflitePadding = "same" | "valid";
export type TfliteActivation = "none" | "relu" | "relu6";

interface Operator {
  /** Version of the operator that has what the model uses; an interpreter refuses one it does not know. */
  readonly version: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

interface Sliding {
  readonly padding: TflitePadding;
  readonly strideWidth: number;
  readonly strideHeight: number;
  readonly activation: TfliteActivation;
}

export type TfliteOperator =
  | (Operator & Sliding & { readonly kind: "CONV_2D" })
  | (Operator & Sliding & { readonly kind: "DEPTHWISE_CONV_2D"; readonly depthMultiplier: number })
  | (Operator &
      Sliding & {
        readonly kind: "AVERAGE_POOL_2D" | "MAX_POOL_2D";
        readonly filterWidth: number;
        readonly filterHeight: number;
      })
  | (Operator & { readonly kind: "FULLY_CONNECTED"; readonly activation: TfliteActivation })
  | (Operator & { readonly kind: "RELU" | "RELU6" | "RESHAPE" });
