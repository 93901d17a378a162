/** Versions as others see them: the checkpoint store with its manifests, and the models topic. */
package dev.laurel.trainer.publish;
