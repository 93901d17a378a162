/** Windows handed over to other trainers, and the checkpoints that come back. */
package dev.laurel.trainer.handover;
