package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.TableSettings.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A reading that takes several calls, each with its own permission. */
final class SettingReads {
    /** AWS sets these tags itself, and nobody else can. */
    private static final String OF_AWS = "aws:";

    private SettingReads() {}

    /**
     * One page of a list.
     *
     * @param given whether the answer has the list, which may be empty
     * @param next where the next page starts; null or empty after the last one
     */
    record Page<T>(boolean given, List<T> entries, @Nullable String next) {}

    /** Returns what calls read; unreadable where one of them failed. */
    static Reading of(Supplier<SettingValue> calls) {
        try {
            return Reading.of(calls.get());
        } catch (NotUnderstoodException e) {
            return new Reading.Unreadable(e.sorted());
        }
    }

    /**
     * Runs one call of such a reading.
     *
     * @param action its IAM action
     * @param on what it is called for, as people know it
     * @throws NotUnderstoodException when it fails
     */
    static <T> T call(String action, String on, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new NotUnderstoodException(AwsErrors.sort(action, on, e));
        }
    }

    /** Reads all pages of a list; a null starts at the first. */
    static <T> List<T> pages(String action, String on, Function<@Nullable String, Page<T>> call) {
        List<T> all = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        String next = null;
        do {
            String from = next;
            Page<T> page = call(action, on, () -> call.apply(from));
            if (!page.given()) {
                throw broken("AWS answered " + action + " on " + on + " without a list.");
            }
            all.addAll(page.entries());
            next = page.next();
            if (next != null && trail.isEndless(next)) {
                throw broken("AWS repeated a page of " + action + " on " + on + ".");
            }
        } while (next != null && !next.isEmpty());
        return all;
    }

    /** Returns the failure of a reading that nobody can make sense of. */
    static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, what));
    }

    /** Writes a change; a document that this version cannot write is a failed one. */
    static Reply write(Supplier<Reply> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            return SettingAnswers.impossible(String.valueOf(e.getMessage()));
        } catch (NotUnderstoodException e) {
            return new Reply.Failed(e.sorted());
        }
    }

    /** Returns tags by key, without those of AWS; an answer without tags is one of something that has none. */
    static Map<String, String> copied(Map<String, String> tags) {
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet().removeIf(key -> key.startsWith(OF_AWS));
        return own;
    }
}
