/** {@code laurel demo}: the whole flywheel on the local stack, and its report. */
package dev.laurel.command.demo;
