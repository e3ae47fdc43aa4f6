package io.pitrguard.sandbox.state;

/**
 * A CloudTrail trail.
 *
 * @param home the account and region that it was created in
 */
public record Trail(
        AccountRegion home, String name, TrailSettings settings, TrailSelectors selectors, TrailStatus status) {

    /** Returns the ARN, in every region the same. */
    public String arn() {
        return home.trail(name);
    }

    /** Returns whether it shows in a region; what is of another account shows as a trail of the organization. */
    public boolean showsIn(AccountRegion location) {
        return home.region().equals(location.region()) || settings.multiRegion();
    }

    /** Returns whether it shows there as the shadow of a trail that was created elsewhere. */
    public boolean shadowIn(AccountRegion location) {
        return !home.equals(location);
    }

    /** Returns a copy with other settings. */
    public Trail with(TrailSettings newSettings) {
        return new Trail(home, name, newSettings, selectors, status);
    }

    /** Returns a copy with other selectors. */
    public Trail with(TrailSelectors newSelectors) {
        return new Trail(home, name, settings, newSelectors, status);
    }

    /** Returns a copy in another status. */
    public Trail with(TrailStatus newStatus) {
        return new Trail(home, name, settings, selectors, newStatus);
    }
}
