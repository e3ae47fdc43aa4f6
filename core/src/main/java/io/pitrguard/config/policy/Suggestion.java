package io.pitrguard.config.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class Suggestion {
    private static final int MOST = 3;

    private Suggestion() {}

    /** Returns the nearest of the known words if it is near enough to be a misspelling. */
    public static Optional<String> of(String word, Collection<String> known) {
        List<String> nearest = nearest(word, known);
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest.getFirst());
    }

    /** Returns the known words that are equally near, in their order, if they are near enough; at most three. */
    public static List<String> nearest(String word, Collection<String> known) {
        List<String> best = new ArrayList<>();
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int allowed = Math.max(1, candidate.length() / 3);
            if (Math.abs(candidate.length() - word.length()) > allowed) {
                continue;
            }
            int distance = distance(normal(word), normal(candidate));
            if (distance > allowed || distance > bestDistance) {
                continue;
            }
            if (distance < bestDistance) {
                best.clear();
                bestDistance = distance;
            }
            best.add(candidate);
        }
        return List.copyOf(best.subList(0, Math.min(best.size(), MOST)));
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(int[][] steps, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
