package dev.laurel.reward.engine;

import java.util.List;
import java.util.Map;

/**
 * What the native engine turned out to be on this machine; for {@code laurel doctor} and for manifests.
 *
 * @param engine name and version, such as {@code PyTorch 2.7.1}
 * @param djl version of the library that drives it
 * @param nativeLibrary directory or file of the native library
 * @param device {@code cpu} or {@code gpu:N}
 * @param threads threads inside one operation
 * @param dtype the format of the computation
 * @param settings environment variables in effect that the last bits of results may depend on, such as {@code MKL_DYNAMIC}
 * @param gpus GPUs that the engine sees
 * @param memoryBytes memory of the machine that this process may use
 * @param remarks what is missing or may hurt, one sentence each, such as what CUDA needs; empty if nothing
 */
public record EngineDescription(
        String engine,
        String djl,
        String nativeLibrary,
        String device,
        int threads,
        Dtype dtype,
        Map<String, String> settings,
        int gpus,
        long memoryBytes,
        List<String> remarks) {

    public EngineDescription {
        settings = Map.copyOf(settings);
        remarks = List.copyOf(remarks);
    }
}
