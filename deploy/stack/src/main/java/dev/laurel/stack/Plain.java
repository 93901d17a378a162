package dev.laurel.stack;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words for people. */
public final class Plain {

    private Plain() {}

    /** The reason with the file's name, where Java's own message may be the name alone. */
    public static String reason(IOException error) {
        if (!(error instanceof FileSystemException of)) {
            return error.getMessage() == null ? error.toString() : error.getMessage();
        }
        String file = String.valueOf(of.getFile());
        if (error instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        if (error instanceof NoSuchFileException) {
            return "there is no " + file;
        }
        if (error instanceof FileAlreadyExistsException) {
            return file + " exists and is no directory, or exists already";
        }
        if (error instanceof NotDirectoryException) {
            return file + " is no directory";
        }
        if (error instanceof DirectoryNotEmptyException) {
            return file + " is not empty";
        }
        return of.getReason() == null ? error.toString() : file + ": " + of.getReason();
    }
}
