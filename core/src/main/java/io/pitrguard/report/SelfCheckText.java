package io.pitrguard.report;

import io.pitrguard.domain.text.Printable;

/** What a mail says of a self-check. */
final class SelfCheckText {
    private final StringBuilder text = new StringBuilder();

    private SelfCheckText() {}

    /** Writes the blind spots, and what works again; nothing if there are neither. */
    static String of(SelfCheckView self) {
        SelfCheckText one = new SelfCheckText();
        one.write(self);
        return one.text.toString();
    }

    private void write(SelfCheckView self) {
        if (SweepDigest.isReminder(self)) {
            line("");
            line("Reminder: you were notified of these blind spots before. They are still there.");
        }
        if (!self.blindSpots().isEmpty()) {
            line("");
            line("BLIND SPOTS OF PITR-GUARD ITSELF (" + self.blindSpots().size() + ")");
            for (SelfCheckView.BlindSpotView spot : self.blindSpots()) {
                line("");
                text.append(TableText.labelled("What", spot.what()));
                if (spot.remedy() != null) {
                    text.append(TableText.labelled("To do", spot.remedy()));
                }
            }
        }
        if (self.omitted() != null) {
            line("");
            line("Left out of this mail because of its size: " + self.omitted() + ".");
        }
        if (!self.resolved().isEmpty()) {
            line("");
            line("Working again: " + String.join(", ", self.resolved()));
        }
    }

    private void line(String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
