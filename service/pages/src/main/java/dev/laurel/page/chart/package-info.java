/** Charts as SVG: pure functions from figures to elements, which look after escaping, ticks and what is not a number. */
package dev.laurel.page.chart;
