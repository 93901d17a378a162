package dev.laurel.command.importing;

/**
 * How far an import is.
 *
 * @param rows rows read
 * @param bytesRead bytes read of the file as it lies on the disk
 * @param bytesTotal the file's size in bytes
 * @param acknowledged records that the broker has acknowledged
 */
public record ImportProgress(long rows, long bytesRead, long bytesTotal, long acknowledged) {}
