/** What Laurel's pages are made of: one style sheet, markup that escapes its text, and numbers as people read them. */
package dev.laurel.page;
