/** The report of a version for people: a page with pictures that needs nothing but a browser, and the same content as JSON. */
package dev.laurel.trainer.report;
