/** What a model is worth on pairs that were held out: accuracy with intervals, calibration, length bias, the reference scale. */
package dev.laurel.reward.evaluate;
