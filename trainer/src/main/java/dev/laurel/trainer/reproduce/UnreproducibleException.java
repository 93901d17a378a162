package dev.laurel.trainer.reproduce;

/** A reproduction that ends before its training, because something it would begin with is not there. */
final class UnreproducibleException extends RuntimeException {

    private final transient Finding finding;

    UnreproducibleException(Finding finding) {
        super(finding.summary());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
