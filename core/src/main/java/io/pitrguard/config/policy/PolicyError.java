package io.pitrguard.config.policy;

/**
 * One thing that is wrong with a policy file, and what to do about it.
 *
 * @param file as the caller called it
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 when the file as a whole is meant
 * @param path such as {@code rules[0].match.tag[1]}; empty at the root of the document
 * @param message what is wrong, without a full stop
 * @param remedy what to do, in sentences
 */
public record PolicyError(String file, int line, int column, String path, String message, String remedy) {
    public PolicyError {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column must not be negative");
        }
        if (file.isBlank() || message.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("an error names its file, what is wrong and the remedy");
        }
    }

    /** Describes the error in one line, the way compilers do, so that editors and CI systems find the place. */
    public String description() {
        StringBuilder words = new StringBuilder(file);
        if (line > 0) {
            words.append(':').append(line).append(':').append(column);
        }
        words.append(": ");
        if (!path.isEmpty()) {
            words.append(path).append(": ");
        }
        return words.append(message).append(". ").append(remedy).toString();
    }

    @Override
    public String toString() {
        return description();
    }
}
