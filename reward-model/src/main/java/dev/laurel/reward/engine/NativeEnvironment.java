package dev.laurel.reward.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** Environment variables that the native library reads once, when it is loaded; set here unless the user has set them. */
final class NativeEnvironment {

    /**
     * Threads that wait sleep instead of spinning: on a machine that other processes use too, spinning makes training several times
     * slower. The number of threads is fixed, because results depend on it.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of("OMP_WAIT_POLICY", "passive", "OMP_DYNAMIC", "false", "MKL_DYNAMIC", "false");

    /** Variables that choose other instructions, and with them other last bits. */
    private static final List<String> DECISIVE = List.of(
            "ATEN_CPU_CAPABILITY",
            "MKL_CBWR",
            "MKL_ENABLE_INSTRUCTIONS",
            "MKL_NUM_THREADS",
            "OMP_NUM_THREADS",
            "ONEDNN_MAX_CPU_ISA");

    /** The C library's function. */
    private interface C extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private NativeEnvironment() {}

    static void prepare() {
        if (Platform.isWindows()) {
            return; // its C library knows no setenv
        }
        C library = Native.load(Platform.C_LIBRARY_NAME, C.class);
        DEFAULTS.forEach((name, value) -> library.setenv(name, value, 0));
    }

    /** What holds for the library once it is loaded: the user's values, else those set here. */
    static Map<String, String> inEffect() {
        Map<String, String> variables = new TreeMap<>();
        if (!Platform.isWindows()) {
            variables.putAll(DEFAULTS);
        }
        DEFAULTS.keySet().forEach(name -> ofUser(name).ifPresent(value -> variables.put(name, value)));
        DECISIVE.forEach(name -> ofUser(name).ifPresent(value -> variables.put(name, value)));
        return variables;
    }

    private static Optional<String> ofUser(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
