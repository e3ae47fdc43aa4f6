package io.pitrguard.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How wide the columns of a table are: as their longest cell where the screen has room, else less of what can be spared. */
final class ColumnWidths {
    private static final int GAP = 2;

    /** Of fewer columns nobody recognizes a cell. */
    private static final int LEAST = 12;

    private final List<String> headings;
    private final int[] longest;
    private final List<Integer> last = new ArrayList<>();
    private final List<Integer> spare = new ArrayList<>();

    ColumnWidths(List<String> headings) {
        this.headings = headings;
        this.longest = new int[headings.size()];
    }

    /** Takes a column for less important than all that are named later. */
    void spare(int column) {
        spare.add(column);
    }

    /** Takes a row into account. */
    void row(List<String> cells) {
        for (int i = 0; i < longest.length; i++) {
            longest[i] = Math.max(longest[i], TextWidth.of(cells.get(i)));
        }
        last.add(TextWidth.of(cells.getLast()));
    }

    /** Returns the widths on a screen. */
    Fitted fit(int screen) {
        int[] widths = longest.clone();
        int end = widths.length - 1;
        if (!spare.contains(end)) {
            widths[end] = longestBeside(screen);
        }
        for (int column : spare) {
            int over = total(widths) - screen;
            if (over > 0) {
                int rest = widths[column] - over;
                widths[column] = rest < LEAST ? 0 : rest;
            }
        }
        List<String> leftOut = spare.stream()
                .filter(column -> widths[column] == 0)
                .sorted()
                .map(headings::get)
                .toList();
        if (!spare.contains(end)) {
            widths[end] = Integer.MAX_VALUE;
        }
        return new Fitted(Arrays.stream(widths).boxed().toList(), leftOut);
    }

    /** Returns how long the longest last cell is of those that have room beside the columns that are always shown. */
    private int longestBeside(int screen) {
        int room = screen;
        for (int i = 0; i < longest.length - 1; i++) {
            room -= spare.contains(i) ? 0 : longest[i] + GAP;
        }
        int most = room;
        return last.stream()
                .mapToInt(Integer::intValue)
                .filter(length -> length <= most)
                .max()
                .orElse(0);
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths)
                        .filter(width -> width > 0)
                        .map(width -> width + GAP)
                        .sum()
                - GAP;
    }

    /**
     * The widths on one screen.
     *
     * @param widths of each column; 0 for one that is left out
     * @param leftOut the headings of those
     */
    record Fitted(List<Integer> widths, List<String> leftOut) {
        /** Returns the last column that is shown. */
        int last() {
            int last = widths.size() - 1;
            while (last > 0 && !shows(last)) {
                last--;
            }
            return last;
        }

        boolean shows(int column) {
            return widths.get(column) > 0;
        }

        /** Returns a cell in its column's width, and the gap after it. */
        String cell(int column, String text) {
            String shortened = TextWidth.shortened(text, widths.get(column));
            return column == last() ? shortened : TextWidth.padded(shortened, widths.get(column) + GAP);
        }

        /** Returns where the last column begins. */
        int before() {
            return widths.subList(0, last()).stream()
                    .filter(width -> width > 0)
                    .mapToInt(width -> width + GAP)
                    .sum();
        }
    }
}
