/** How much of the model's own speed its service delivers over HTTP. */
package dev.laurel.bench.http;
