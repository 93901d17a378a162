package dev.laurel.reward.engine;

import java.util.Map;

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
}
