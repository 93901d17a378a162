package dev.laurel.ingest.rest;

import java.util.Locale;

import dev.laurel.schema.accept.Shown;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What went wrong with a request; RFC 9457.
 *
 * @param type the kind of problem as a URI: {@code urn:laurel:problem:} and the title; about:blank where the status says it all
 * @param title the kind of problem for people, the same for every occurrence
 * @param detail this occurrence, naming the value
 * @param index place of the offending item in the request, from 0; null if the problem is not about one item
 * @param field path of the offending field in that item; null if it is not about a field
 * @param accepted how many of the request's items were accepted all the same; null if the server refused before it looked at items
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, Integer index, String field, Integer accepted) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_PATH = 200;

    /** Names and values of the request are shown in it, and may be of any length and any characters. */
    public Problem {
        detail = Shown.line(detail, LONGEST_DETAIL);
        field = field == null ? null : Shown.line(field, LONGEST_PATH);
    }

    /** A problem with the request as a whole, of which nothing was accepted. */
    static Problem of(int status, String title, String detail) {
        return new Problem(type(title), title, status, detail, null, null, 0);
    }

    /** A problem with one item, because of which nothing was accepted. */
    static Problem ofItem(int status, String title, int index, String field, String detail) {
        return new Problem(type(title), title, status, detail, index, field, 0);
    }

    Problem accepted(int items) {
        return new Problem(type, title, status, detail, index, field, items);
    }

    private static String type(String title) {
        return "urn:laurel:problem:" + title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
