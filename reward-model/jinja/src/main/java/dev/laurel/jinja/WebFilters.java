package dev.laurel.jinja;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters that were made for web pages and lists of files. */
final class WebFilters {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w{2,8}));");
    private static final Map<String, String> ENTITIES = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "raquo", "»", "laquo", "«");
    private static final Pattern NO_ATTRIBUTE = Pattern.compile("[\\s/>=]");

    private WebFilters() {}

    static void into(Map<String, Filter> filters) {
        filters.put(
                "filesizeformat",
                (value, arguments, run) -> size(
                        value,
                        arguments.checked(run, "filesizeformat", "binary").flag(0, "binary", false),
                        run));
        filters.put("striptags", (value, arguments, run) -> withoutTags(run.charged(Values.text(value, run)), run));
        filters.put("urlencode", (value, arguments, run) -> urlEncoded(value, run));
        filters.put(
                "xmlattr",
                (value, arguments, run) -> attributes(value, arguments.checked(run, "xmlattr", "autospace"), run));
    }

    private static String size(Object value, boolean binary, Rendering run) {
        double bytes =
                Filters.real(value).orElseThrow(() -> run.failure("'" + Values.typeName(value) + "' is no size"));
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return PythonInt.of(bytes) + " Bytes";
        }
        if (Double.isNaN(bytes) || Double.isInfinite(bytes)) {
            return Repr.number(bytes) + (binary ? " YiB" : " YB");
        }
        String units = "kMGTPEZY";
        BigDecimal exact = new BigDecimal(bytes);
        int at = 0;
        while (at < units.length() - 1
                && exact.compareTo(BigDecimal.valueOf(base).pow(at + 2)) >= 0) {
            at++;
        }
        double unit = Math.pow(base, at + 2);
        String prefix =
                binary ? units.substring(at, at + 1).toUpperCase(Locale.ROOT) + "i" : units.substring(at, at + 1);
        return NumberFormat.fixed(base * bytes / unit, 1) + " " + prefix + "B";
    }

    private static String withoutTags(String text, Rendering run) {
        String plain = without(without(text, "<!--", "-->"), "<", ">");
        StringBuilder spaced = new StringBuilder();
        for (Object word : PythonText.words(plain, -1, false)) {
            spaced.append(spaced.isEmpty() ? "" : " ").append(word);
        }
        return run.charged(unescaped(spaced.toString()));
    }

    private static String without(String text, String open, String close) {
        StringBuilder left = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf(open); start >= 0; start = text.indexOf(open, at)) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                break;
            }
            left.append(text, at, start);
            at = end + close.length();
        }
        return left.append(text, at, text.length()).toString();
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        character(found.group(), found.group(1), found.group(2), found.group(3))));
    }

    private static String character(String entity, String decimal, String hexadecimal, String name) {
        if (name != null) {
            return ENTITIES.getOrDefault(name, entity);
        }
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hexadecimal, 16);
        boolean character = Character.isValidCodePoint(point) && point != 0 && (point < 0xD800 || point > 0xDFFF);
        return character ? Character.toString(point) : "\ufffd";
    }

    private static String urlEncoded(Object value, Rendering run) {
        if (value instanceof String || !Values.isIterable(value) || value instanceof Undefined) {
            return quoted(Values.text(value, run), false, run);
        }
        Iterable<Object> pairs =
                value instanceof Map<?, ?> map ? CollectionMethods.entries(map, run) : Values.elements(value, run);
        Text out = new Text(run);
        boolean first = true;
        for (Object each : pairs) {
            List<Object> pair = Values.elements(each, run);
            if (pair.size() != 2) {
                throw run.failure("urlencode needs pairs, got " + pair.size() + " values");
            }
            out.add(first ? "" : "&").add(quoted(Values.text(pair.get(0), run), true, run));
            out.add("=").add(quoted(Values.text(pair.get(1), run), true, run));
            first = false;
        }
        return out.toString();
    }

    /** Percent-encoded UTF-8; a slash stays outside of queries, and a blank is a plus within. */
    private static String quoted(String text, boolean query, Rendering run) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
        return run.charged(query ? form : form.replace("+", "%20").replace("%2F", "/"));
    }

    private static String attributes(Object value, Arguments arguments, Rendering run) {
        if (!(value instanceof Map<?, ?> map)) {
            throw run.failure("xmlattr needs a mapping, not '" + Values.typeName(value) + "'");
        }
        Text out = new Text(run);
        boolean first = true;
        for (Map.Entry<?, ?> attribute : map.entrySet()) {
            if (attribute.getValue() == null || attribute.getValue() instanceof Undefined) {
                continue;
            }
            String name = Values.text(attribute.getKey(), run);
            if (NO_ATTRIBUTE.matcher(name).find()) {
                throw run.failure("invalid character in attribute name");
            }
            out.add(first && !arguments.flag(0, "autospace", true) ? "" : " ")
                    .add(Filters.escaped(name) + "=\"")
                    .add(Filters.escaped(Values.text(attribute.getValue(), run)))
                    .add("\"");
            first = false;
        }
        return out.toString();
    }
}
