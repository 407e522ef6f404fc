import * as tf from "@tensorflow/tfjs-core";

/**
 * The one kernel that TensorFlow.js lacks on WebAssembly to train convolutions: how the loss changes with the filter. For
 * each place of the kernel it is the product of what that place saw of the input with the gradient of the outputs.
 */
const KERNEL = "Conv2DBackpropFilter";
const BACKEND = "wasm";

/** A WebAssembly backend counts who holds a tensor's memory. */
interface CountingBackend {
  incRef(dataId: tf.DataId): void;
}

/** Harmless where it is called again or where TensorFlow.js has learned it itself. */
export function registerConvolutionGradient(): void {
  if (tf.getKernel(KERNEL, BACKEND) !== undefined) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, dy } = inputs as Record<"x" | "dy", tf.TensorInfo>;
      const counting = backend as CountingBackend;
      // The tidy below lets go of every tensor that it made: these two share the memory of the caller's.
      const shared = (info: tf.TensorInfo) => {
        counting.incRef(info.dataId);
        return tf.engine().makeTensorFromTensorInfo(info);
      };
      const gradient = tf.tidy(() =>
        filterGradient(
          shared(x) as tf.Tensor4D,
          shared(dy) as tf.Tensor4D,
          attrs as unknown as tf.Conv2DBackpropFilterAttrs,
        ),
      );
      counting.incRef(gradient.dataId);
      gradient.dispose();
      return { dataId: gradient.dataId, shape: gradient.shape, dtype: gradient.dtype };
    },
  });
}

function filterGradient(
  input: tf.Tensor4D,
  outputGradient: tf.Tensor4D,
  { strides, pad, dimRoundingMode, filterShape }: tf.Conv2DBackpropFilterAttrs,
): tf.Tensor {
  const { padInfo, ...shape } = tf.backend_util.computeConv2DInfo(
    input.shape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const padded = tf.pad(input, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ]);
  const gradients = tf.reshape<tf.Rank.R2>(outputGradient, [-1, shape.outChannels]);
  const places: tf.Tensor[] = [];
  for (let row = 0; row < shape.filterHeight; row++) {
    for (let column = 0; column < shape.filterWidth; column++) {
      const begin = [0, row, column, 0];
      const end = [
        shape.batchSize,
        row + (shape.outHeight - 1) * shape.strideHeight + 1,
        column + (shape.outWidth - 1) * shape.strideWidth + 1,
        shape.inChannels,
      ];
      const seen = tf.stridedSlice(padded, begin, end, [1, shape.strideHeight, shape.strideWidth, 1]);
      places.push(tf.matMul(tf.reshape<tf.Rank.R2>(seen, [-1, shape.inChannels]), gradients, true, false));
    }
  }
  return tf.reshape(tf.stack(places), filterShape);
}
