/** Reproduction: a version trained again from what was kept of it, and held against what was kept of it. */
package dev.laurel.trainer.reproduce;
