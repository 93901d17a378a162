/** The demo's report as a page, made of nothing but its JSON. */
package dev.laurel.command.demo.page;
