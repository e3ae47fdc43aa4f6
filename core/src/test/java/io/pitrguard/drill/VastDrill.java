package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillRecord;

/** A drill of a table of many items, in a process of its own: how much memory it needs is what the process may have. */
final class VastDrill {
    private VastDrill() {}

    /** Carries it out for so many items, and prints what it came to. */
    public static void main(String[] args) {
        DrillTestBed bed = new DrillTestBed();
        VastItems items = new VastItems(Integer.parseInt(args[0]), _ -> 400, bed.time);
        bed.read = items;
        DrillRecord end = bed.drill(DrillTestBed.timed());
        System.out.println(end.verdict().orElseThrow() + " " + end.checks());
    }
}
