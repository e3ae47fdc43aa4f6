package io.pitrguard.domain.export;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of an export go.
 *
 * @param prefix what the keys of the files begin with, without a slash at the end
 */
public record ExportDestination(String bucket, Optional<String> prefix) {
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");
    private static final int LONGEST_PREFIX = 1024;

    /** Reads {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}; empty for any other text. */
    public static Optional<ExportDestination> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<String> prefix = Optional.ofNullable(parts.group(2))
                .map(path -> path.replaceFirst("/+$", ""))
                .filter(path -> !path.isEmpty());
        return prefix.filter(path -> path.length() > LONGEST_PREFIX || path.startsWith("/"))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new ExportDestination(parts.group(1), prefix));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + prefix.map(path -> "/" + path).orElse("");
    }
}
