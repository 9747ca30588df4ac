use super::super::reason::What;
use super::super::scale::NullShape;
use super::*;

fn estimate(value: f64, low: f64, high: f64) -> Estimate {
    Estimate { estimate: value, se: None, uncertainty: Uncertainty::Interval { low, high } }
}

fn verdict(measure: Measure, low: f64, high: f64) -> Verdict {
    in_words(measure, Ok(&estimate(0.5 * (low + high), low, high)), 20).verdict
}

const RWG: Measure = Measure::RwgMean(NullShape::Uniform);

#[test]
fn a_band_is_named_only_if_the_whole_interval_lies_in_it() {
    assert_eq!(verdict(RWG, 0.72, 0.85), Verdict::Clear { band: "strong agreement" });
    let between = Verdict::Between { low: "moderate agreement", high: "strong agreement" };
    assert_eq!(verdict(RWG, 0.66, 0.85), between);
    assert_eq!(verdict(RWG, 0.45, 0.85), Verdict::CannotTell);
    assert_eq!(verdict(Measure::Icc1, 0.11, 0.20), Verdict::Clear { band: "a medium difference" });
    assert_eq!(verdict(Measure::Icc1, 0.0, 0.20), Verdict::CannotTell);
    assert_eq!(verdict(Measure::Icc1, 0.004, 0.05), Verdict::CannotTell, "shown as 0.00");
    assert_eq!(verdict(Measure::Icc2, 0.65, 0.95), Verdict::CannotTell);
    assert_eq!(verdict(Measure::Icc2, -0.65, 0.55), Verdict::CannotTell);
    let apart = "reliable enough to tell relationships apart";
    assert_eq!(verdict(Measure::Icc2, 0.70, 0.95), Verdict::Clear { band: apart });
    assert_eq!(verdict(Measure::Alpha, 0.66, 0.75), Verdict::CannotTell);
    assert_eq!(verdict(Measure::Omega, 0.5, 0.69), Verdict::Clear { band: "not reliable enough to rest on" });
    let tentative = "well enough for tentative conclusions only";
    assert_eq!(verdict(Measure::Krippendorff, 0.667, 0.799), Verdict::Clear { band: tentative });
    assert_eq!(verdict(Measure::Krippendorff, 0.6669, 0.799), Verdict::CannotTell);
}

#[test]
fn ends_are_rounded_outwards() {
    // 0.6951 would round to 0.70 and pass.
    assert_eq!(verdict(Measure::Icc2, 0.6951, 0.9), Verdict::CannotTell);
    let words = in_words(Measure::Icc2, Ok(&estimate(0.8, 0.6951, 0.9)), 20);
    assert!(words.sentence.contains("95% range 0.69 to 0.90"), "{}", words.sentence);
}

#[test]
fn whole_sentences() {
    let words = in_words(RWG, Ok(&estimate(0.74, 0.715, 0.77)), 30);
    assert_eq!(
        words.sentence,
        "On average, colleagues who rated the same partner show strong agreement (mean r_wg against random answers \
         0.74, 95% range 0.71 to 0.77, 30 groups of colleagues; up to 0.30 is no agreement, to 0.50 weak, to 0.70 \
         moderate, to 0.90 strong, after LeBreton and Senter 2008)."
    );
    let words = in_words(Measure::Alpha, Ok(&estimate(0.83, 0.74, 0.88)), 25);
    assert_eq!(
        words.sentence,
        "Taken together, the items are between reliable enough for a first look and reliable enough to compare \
         groups (alpha 0.83, 95% range 0.74 to 0.88, 25 people; 0.70 is usual for a first look, 0.80 to compare \
         groups, 0.90 for decisions about single cases, after Nunnally and Bernstein 1994)."
    );
    let bare = Estimate {
        estimate: 0.9,
        se: None,
        uncertainty: Uncertainty::NotQuantified { reason: "there is only one group".into() },
    };
    assert_eq!(
        in_words(RWG, Ok(&bare), 1).sentence,
        "It cannot be told how far colleagues who rated the same partner agree: the mean r_wg against random answers \
         of 1 group of colleagues is 0.90, and its range is not known, as there is only one group."
    );
    let reason = Reason::TooFew { what: What::Raters, found: 1, needed: 2 };
    assert_eq!(
        in_words(Measure::Krippendorff, Err(&reason), 0).sentence,
        "It cannot be told whether raters agree well enough to draw conclusions: the number of raters is 1 and at \
         least 2 are needed; collect more, or show the answers as they are."
    );
}

#[test]
fn two_of_anything_tell_nothing() {
    for measure in [RWG, Measure::Icc1, Measure::Icc2, Measure::Alpha, Measure::Omega, Measure::Krippendorff]
    {
        assert_eq!(in_words(measure, Ok(&estimate(0.95, 0.94, 0.96)), 2).verdict, Verdict::CannotTell);
        assert_eq!(in_words(measure, Ok(&estimate(f64::NAN, 0.94, 0.96)), 20).verdict, Verdict::CannotTell);
        assert_eq!(in_words(measure, Err(&Reason::NoVariation), 20).verdict, Verdict::CannotTell);
    }
}

#[test]
fn an_icc_below_zero_is_told() {
    let words = in_words(Measure::Icc1, Ok(&estimate(-0.3, -0.4, -0.1)), 9);
    assert!(words.sentence.starts_with("Colleagues who rated the same partner differ more"));
}

#[test]
fn a_deviation_is_told_by_its_mark() {
    let told = |low: f64, high: f64, cut| deviation_in_words(Ok(&estimate(0.7, low, high)), cut, 9);
    let five = Some(5.0 / 6.0);
    assert_eq!(
        told(0.6, 0.8, five).sentence,
        "On average an answer lies 0.70 from the mean of colleagues who rated the same partner, which counts as close \
         together (95% range 0.60 to 0.80, 9 groups of colleagues; 0.83 is the usual mark, after Burke and Dunlap \
         2002)."
    );
    assert_eq!(told(0.6, 0.831, five).verdict, Verdict::CannotTell, "shown as 0.84");
    assert_eq!(told(0.85, 0.9, five).verdict, Verdict::Clear { band: "far apart" });
    assert!(told(0.6, 0.8, None).sentence.ends_with("as the answer scale is not known."));
    assert_eq!(deviation_in_words(Ok(&estimate(0.7, 0.6, 0.8)), five, 2).verdict, Verdict::CannotTell);
    assert_eq!(deviation_in_words(Err(&Reason::NoVariation), five, 9).verdict, Verdict::CannotTell);
}
