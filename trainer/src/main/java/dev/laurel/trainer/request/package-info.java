/** What people say of themselves when they ask for something, while nothing proves it. */
package dev.laurel.trainer.request;
