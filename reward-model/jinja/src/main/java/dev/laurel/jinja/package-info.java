/** The part of Jinja that chat templates are written in, as transformers renders it. */
package dev.laurel.jinja;
