package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads all pages of a list.
 *
 * @param action what is called, as an IAM action
 * @param page reads the page after this token; null for the first
 * @param content returns what a page has; empty for an answer without a list
 * @param next returns the token of the next page; null or empty after the last
 */
record Pages<P, T>(
        String action,
        Function<@Nullable String, P> page,
        Function<P, @Nullable List<T>> content,
        Function<P, @Nullable String> next) {
    /**
     * Returns what all pages have.
     *
     * @throws NotUnderstoodException for an answer without a list, and for pages that repeat
     */
    List<T> all() {
        List<T> all = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        String token = null;
        do {
            P answer = page.apply(token);
            List<T> some = content.apply(answer);
            if (some == null) {
                // An answer without the list would look like an empty one.
                throw broken("AWS answered " + action + " without a list.");
            }
            all.addAll(some);
            String following = next.apply(answer);
            token = following == null || following.isEmpty() ? null : following;
            if (token != null && trail.isEndless(token)) {
                throw broken("AWS repeated a page of " + action + ".");
            }
        } while (token != null);
        return all;
    }

    private static NotUnderstoodException broken(String what) {
        return new NotUnderstoodException(new Cause(Cause.Kind.BROKEN, what));
    }
}
