package io.pitrguard.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a template differs from another. A path names keys and, in lists, indices of the first template.
 *
 * @param added what only the second one has: in a list, before that index
 * @param changed what has another value in the second one
 * @param removed the paths that only the first one has
 */
record TemplateDiff(List<Added> added, List<Changed> changed, Set<String> removed) {
    /** The same value at one or several paths. */
    record Added(List<String> at, Object value) {}

    /** The same change at one or several paths. */
    record Changed(List<String> at, Object from, Object to) {}

    private record Change(Object from, Object to) {}

    /** Returns the differences of two trees of maps, lists and values. */
    static TemplateDiff between(Map<?, ?> first, Map<?, ?> second) {
        Comparison comparison = new Comparison(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        comparison.ofMaps("", first, second);
        List<Added> added = new ArrayList<>();
        byValue(comparison.added()).forEach((value, at) -> added.add(new Added(at, value)));
        List<Changed> changed = new ArrayList<>();
        byValue(comparison.changed()).forEach((change, at) -> changed.add(new Changed(at, change.from(), change.to())));
        return new TemplateDiff(added, changed, comparison.removed());
    }

    private static <T> Map<T, List<String>> byValue(SortedMap<String, T> byPath) {
        Map<T, List<String>> paths = new LinkedHashMap<>();
        byPath.forEach((path, value) ->
                paths.computeIfAbsent(value, _ -> new ArrayList<>()).add(path));
        return paths;
    }

    private record Comparison(SortedMap<String, Object> added, SortedMap<String, Change> changed, Set<String> removed) {
        void of(String path, Object first, Object second) {
            if (first instanceof Map<?, ?> one && second instanceof Map<?, ?> other) {
                ofMaps(path, one, other);
            } else if (first instanceof List<?> one && second instanceof List<?> other) {
                ofLists(path, one, other);
            } else if (!first.equals(second)) {
                changed.put(path, new Change(first, second));
            }
        }

        void ofMaps(String path, Map<?, ?> first, Map<?, ?> second) {
            first.forEach((key, value) -> {
                if (second.containsKey(key)) {
                    of(path + "/" + key, value, second.get(key));
                } else {
                    removed.add(path + "/" + key);
                }
            });
            second.forEach((key, value) -> {
                if (!first.containsKey(key)) {
                    added.put(path + "/" + key, value);
                }
            });
        }

        void ofLists(String path, List<?> first, List<?> second) {
            int[][] common = common(first, second);
            int i = 0;
            int j = 0;
            while (i < first.size() || j < second.size()) {
                int from = i;
                int to = j;
                while (!atSame(first, second, i, j, common)) {
                    if (j == second.size() || (i < first.size() && common[i + 1][j] >= common[i][j + 1])) {
                        i++;
                    } else {
                        j++;
                    }
                }
                ofParts(path, from, first.subList(from, i), second.subList(to, j));
                i++;
                j++;
            }
        }

        /** Returns whether both are at an element that they share, or at their ends. */
        private static boolean atSame(List<?> first, List<?> second, int i, int j, int[][] common) {
            return i == first.size() && j == second.size()
                    || i < first.size()
                            && j < second.size()
                            && first.get(i).equals(second.get(j))
                            && common[i][j] == common[i + 1][j + 1] + 1;
        }

        private void ofParts(String path, int at, List<?> first, List<?> second) {
            if (first.size() == second.size()) {
                for (int i = 0; i < first.size(); i++) {
                    of(path + "/" + (at + i), first.get(i), second.get(i));
                }
            } else if (first.isEmpty()) {
                added.put(path + "/" + at, second);
            } else if (second.isEmpty()) {
                for (int i = 0; i < first.size(); i++) {
                    removed.add(path + "/" + (at + i));
                }
            } else {
                changed.put(path + "/" + at, new Change(first, second));
            }
        }

        /** Returns how many elements, in order, the rests of two lists from each pair of indices have in common. */
        private static int[][] common(List<?> first, List<?> second) {
            int[][] common = new int[first.size() + 1][second.size() + 1];
            for (int i = first.size() - 1; i >= 0; i--) {
                for (int j = second.size() - 1; j >= 0; j--) {
                    common[i][j] = first.get(i).equals(second.get(j))
                            ? common[i + 1][j + 1] + 1
                            : Math.max(common[i + 1][j], common[i][j + 1]);
                }
            }
            return common;
        }
    }
}
