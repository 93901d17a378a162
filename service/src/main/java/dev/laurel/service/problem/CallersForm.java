package dev.laurel.service.problem;

/** The form that callers of some paths expect problems in, because they know another server's; a bean. All other paths get {@link Problem#MEDIA_TYPE}. */
public interface CallersForm {

    /** Whether callers of {@code path} expect this form. */
    boolean isOf(String path);

    String mediaType();

    String body(String path, Problem problem);
}
