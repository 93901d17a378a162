/** What is scored together: the records of one poll, and requests that wait beside each other. */
package dev.laurel.scorer.batch;
