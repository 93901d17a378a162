/** {@code laurel bench windows}: what a line learns and forgets over windows of changing sources, and how steady its rewards stay. */
package dev.laurel.bench.windows;
