package dev.laurel.command.agreement;

/** Kinds of judgement whose agreement is told apart, each with its scale. */
enum JudgementKind {
    /** Which of two answers is better, or neither: nominal, with a coordinate each for the lesser id, the greater id, and a tie. */
    COMPARISONS(3),
    /** A number from 0 to 1 for an answer: interval. */
    RATINGS(1),
    /** 1 for up and 0 for down: of two values the nominal and the interval alpha are the same. */
    THUMBS(1);

    private final int coordinates;

    JudgementKind(int coordinates) {
        this.coordinates = coordinates;
    }

    int coordinates() {
        return coordinates;
    }
}
