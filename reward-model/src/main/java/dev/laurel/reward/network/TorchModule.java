package dev.laurel.reward.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

/** The network's text, compiled by the engine. Used on the engine's thread only; it lives as long as the manager it was made with. */
final class TorchModule {

    private static final String METHOD = "module_method:";

    private final PtSymbolBlock block;

    TorchModule(NDManager owner) {
        try (ByteArrayInputStream archive = new ByteArrayInputStream(TorchArchive.ofNetwork())) {
            block = JniUtils.loadModule((PtNDManager) owner, archive, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes arrays one argument of the text, a list. */
    static NDList list(String name, NDList arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return arrays;
    }

    /**
     * Runs a method. Arguments that follow each other and are of the same {@link #list} are one; results belong to the manager of the first argument.
     *
     * @param training whether it takes gradients; otherwise nothing is kept for them
     */
    NDList run(String method, boolean training, NDList arguments) {
        NDArray name = arguments.head().getManager().create(0L);
        name.setName(METHOD + method);
        NDList all = new NDList(arguments);
        all.add(name);
        JniUtils.setGradMode(training);
        try {
            return IValueUtils.forward(block, all, training);
        } finally {
            JniUtils.setGradMode(false);
            name.close();
        }
    }
}
