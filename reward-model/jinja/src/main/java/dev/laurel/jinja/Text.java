package dev.laurel.jinja;

/** A text being built whose every character is charged before it is stored, so that it cannot outgrow the rendering's limit. */
final class Text {

    private final Rendering run;
    private final StringBuilder characters = new StringBuilder();

    Text(Rendering run) {
        this.run = run;
    }

    Text add(String text) {
        run.charge(text.length());
        characters.append(text);
        return this;
    }

    Text add(char character) {
        run.charge(1);
        characters.append(character);
        return this;
    }

    Text repeat(String text, long times) {
        if (times > 0 && !text.isEmpty()) {
            run.charge(times > Integer.MAX_VALUE ? Long.MAX_VALUE / 2 : times * text.length());
            characters.append(text.repeat((int) times));
        }
        return this;
    }

    @Override
    public String toString() {
        return characters.toString();
    }
}
