package io.pitrguard.cli;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.organization.OrganizationListener;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.port.SweepListener;
import io.pitrguard.sweep.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows the sweeps of many accounts and regions as one, and ends all of them when the user presses Ctrl-C. */
final class OrganizationProgress implements OrganizationListener {
    private final Interruption interruption;
    private final SweepProgress screen;
    private final int places;
    private final Map<OrganizationPlan.Place, Follower> running = new ConcurrentHashMap<>();
    private int ended;
    private int selected;

    /**
     * Creates one.
     *
     * @param places how many accounts and regions there are
     */
    OrganizationProgress(Interruption interruption, SweepProgress screen, int places) {
        this.interruption = interruption;
        this.screen = screen;
        this.places = places;
        screen.swept(0, places);
        interruption.whenInterrupted(() -> running.values().forEach(Follower::interrupt));
    }

    /** Returns how many accounts and regions are done. */
    synchronized int ended() {
        return ended;
    }

    /** Returns how many tables the sweeps are about. */
    synchronized int selected() {
        return selected;
    }

    @Override
    public SweepListener begins(OrganizationPlan.Place place) {
        Follower follower = new Follower();
        running.put(place, follower);
        return follower;
    }

    @Override
    public void ended(OrganizationPlan.Place place, SweepResult result) {
        running.remove(place);
        synchronized (this) {
            // What an interruption kept from being read is not done.
            if (!interruption.interrupted() || result.complete()) {
                ended++;
            }
            screen.swept(ended, places);
        }
    }

    private synchronized void select(int more) {
        selected += more;
    }

    /** Follows one sweep. Its actions for an interruption end with it: they hold all that the sweep has read. */
    private final class Follower implements SweepListener {
        private final List<Runnable> actions = new ArrayList<>();

        @Override
        public void selected(int tables) {
            select(tables);
        }

        @Override
        public void read(TableRef table) {
            interruption.read(table);
        }

        @Override
        public void throttled() {
            interruption.throttled();
        }

        @Override
        public boolean interrupted() {
            return interruption.interrupted();
        }

        @Override
        public void whenInterrupted(Runnable action) {
            synchronized (actions) {
                actions.add(action);
            }
            if (interrupted()) {
                interrupt();
            }
        }

        void interrupt() {
            List<Runnable> due;
            synchronized (actions) {
                due = List.copyOf(actions);
                actions.clear();
            }
            due.forEach(Runnable::run);
        }
    }
}
