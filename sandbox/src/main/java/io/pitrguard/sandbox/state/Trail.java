package io.pitrguard.sandbox.state;

/**
 * A CloudTrail trail.
 *
 * @param home the account and region that it was created in
 */
public record Trail(Place home, String name, TrailSettings settings, TrailSelectors selectors, TrailStatus status) {

    /** The ARN, in every region the same. */
    public String arn() {
        return home.trail(name);
    }

    /** Whether it shows in a region; what is of another account shows as a trail of the organization. */
    public boolean showsIn(Place place) {
        return home.region().equals(place.region()) || settings.multiRegion();
    }

    /** Whether it shows there as the shadow of a trail that was created elsewhere. */
    public boolean shadowIn(Place place) {
        return !home.equals(place);
    }

    /** The same with other settings. */
    public Trail with(TrailSettings newSettings) {
        return new Trail(home, name, newSettings, selectors, status);
    }

    /** The same with other selectors. */
    public Trail with(TrailSelectors newSelectors) {
        return new Trail(home, name, settings, newSelectors, status);
    }

    /** The same in another status. */
    public Trail with(TrailStatus newStatus) {
        return new Trail(home, name, settings, selectors, newStatus);
    }
}
