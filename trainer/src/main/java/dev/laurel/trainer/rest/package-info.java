/** The trainer over HTTP. */
package dev.laurel.trainer.rest;
