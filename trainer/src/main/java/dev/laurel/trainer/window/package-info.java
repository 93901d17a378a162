/** Which pairs a version learns from: windows of the pairs topic, the hold-out, and the archive that outlives the topic. */
package dev.laurel.trainer.window;
