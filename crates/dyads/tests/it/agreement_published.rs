//! Published examples, and small ones worked out by hand, that run everywhere.

use troth_dyads::Uncertainty;
use troth_dyads::agreement::{
    DelphiItem, DelphiRule, Level, QuantileType, RatingScale, Table, delphi_item, kendall_w,
    krippendorff_alpha, omega_total,
};

fn table(rows: &[&[f64]]) -> Table {
    // 0 stands for a gap; none of these scales has it.
    let rows: Vec<Vec<_>> =
        rows.iter().map(|r| r.iter().map(|v| (*v != 0.0).then_some(*v)).collect()).collect();
    Table::from_rows(&rows).unwrap()
}

/// Four observers, twelve units: the example of Krippendorff 2011, "Computing Krippendorff's alpha-reliability", with
/// his results .743, .815, .849, .797 and the same to more digits by the R package irr 0.84.1.
#[test]
fn four_observers_of_twelve_units() {
    let units = table(&[
        &[1.0, 1.0, 0.0, 1.0],
        &[2.0, 2.0, 3.0, 2.0],
        &[3.0, 3.0, 3.0, 3.0],
        &[3.0, 3.0, 3.0, 3.0],
        &[2.0, 2.0, 2.0, 2.0],
        &[1.0, 2.0, 3.0, 4.0],
        &[4.0, 4.0, 4.0, 4.0],
        &[1.0, 1.0, 2.0, 1.0],
        &[2.0, 2.0, 2.0, 2.0],
        &[0.0, 5.0, 5.0, 5.0],
        &[0.0, 0.0, 1.0, 1.0],
        &[0.0, 0.0, 3.0, 0.0],
    ]);
    for (level, printed, digits) in [
        (Level::Nominal, 0.743, 0.743_421_052_631_6),
        (Level::Ordinal, 0.815, 0.815_387_503_754_9),
        (Level::Interval, 0.849, 0.849_107_142_857_1),
        (Level::Ratio, 0.797, 0.797_402_774_711_6),
    ] {
        let found = krippendorff_alpha(&units, level).unwrap();
        let alpha = found.alpha.estimate;
        assert!((alpha - printed).abs() < 5e-4, "{level:?} {alpha}");
        assert!((alpha - digits).abs() < 1e-13, "{level:?} {alpha}");
        // The last unit has one rating.
        assert_eq!((found.units, found.left_out, found.ratings, found.raters), (11, 1, 40, 4));
        assert!(
            matches!(found.alpha.uncertainty, Uncertainty::Interval { low, high } if low < alpha && alpha < high)
        );
    }
}

/// Three judges rank six applicants: the example of Siegel & Castellan 1988, sec. 9.7, with W = .162 and more digits
/// by irr 0.84.1.
#[test]
fn three_judges_rank_six_applicants() {
    let applicants = table(&[
        &[1.0, 1.0, 6.0],
        &[6.0, 5.0, 3.0],
        &[3.0, 6.0, 2.0],
        &[2.0, 4.0, 5.0],
        &[5.0, 2.0, 4.0],
        &[4.0, 3.0, 1.0],
    ]);
    let found = kendall_w(&applicants).unwrap();
    assert!((found.uncorrected.w.estimate - 0.161_904_761_904_8).abs() < 1e-13);
    assert!((found.uncorrected.chi_squared - 2.428_571_428_571).abs() < 1e-12);
    assert!((found.uncorrected.p.unwrap() - 0.787_211_813_883_9).abs() < 1e-13);
    assert_eq!(found.tie_corrected.as_ref(), Some(&found.uncorrected), "there are no ties");
}

/// Six items, seven panellists, made up; results by R 4.2.2 (quantile, mad, sd) and irr 0.84.1.
const PANEL: [[f64; 7]; 6] = [
    [4.0, 4.0, 5.0, 4.0, 3.0, 4.0, 5.0],
    [5.0, 4.0, 5.0, 5.0, 4.0, 5.0, 5.0],
    [2.0, 3.0, 2.0, 1.0, 5.0, 2.0, 3.0],
    [3.0, 3.0, 4.0, 2.0, 3.0, 0.0, 5.0],
    [5.0, 5.0, 4.0, 5.0, 5.0, 5.0, 4.0],
    [1.0, 5.0, 2.0, 4.0, 3.0, 2.0, 5.0],
];

#[test]
fn a_small_panel() {
    let five = RatingScale::one_to(5).unwrap();
    // Median, interquartile ranges of types 7, 6 and 2, median deviation, mean, sd, cv, top two, bottom two.
    let expected = [
        [
            4.0,
            0.5,
            1.0,
            1.0,
            0.0,
            4.142_857_142_857,
            0.690_065_559_342_4,
            0.166_567_548_806_8,
            6.0 / 7.0,
            0.0,
        ],
        [5.0, 0.5, 1.0, 1.0, 0.0, 4.714_285_714_286, 0.487_950_036_474_3, 0.103_504_553_191_5, 1.0, 0.0],
        [
            2.0,
            1.0,
            1.0,
            1.0,
            1.0,
            2.571_428_571_429,
            1.272_418_020_561,
            0.494_829_230_218_1,
            1.0 / 7.0,
            4.0 / 7.0,
        ],
        [
            3.0,
            0.75,
            1.5,
            1.0,
            0.5,
            3.333_333_333_333,
            1.032_795_558_989,
            0.309_838_667_696_6,
            1.0 / 3.0,
            1.0 / 6.0,
        ],
        [5.0, 0.5, 1.0, 1.0, 0.0, 4.714_285_714_286, 0.487_950_036_474_3, 0.103_504_553_191_5, 1.0, 0.0],
        [
            3.0,
            2.5,
            3.0,
            3.0,
            1.0,
            3.142_857_142_857,
            1.573_591_584_939,
            0.500_688_231_571_5,
            3.0 / 7.0,
            3.0 / 7.0,
        ],
    ];
    let consensus = [(true, true), (true, true), (true, false), (true, false), (true, true), (false, false)];
    for ((answers, expected), consensus) in PANEL.iter().zip(expected).zip(consensus) {
        let answers: Vec<f64> = answers.iter().copied().filter(|v| *v > 0.0).collect();
        let item = delphi_item(&answers, &five, DelphiRule::default()).unwrap();
        let ours = figures(&item);
        for (ours, theirs) in ours.iter().zip(expected) {
            assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
        }
        assert_eq!((item.consensus_by_iqr, item.consensus_by_share), consensus);
        assert_eq!(item.people, answers.len());
    }
    assert_eq!(DelphiRule::default().quantile_type, QuantileType::Seven);
}

fn figures(item: &DelphiItem) -> [f64; 10] {
    [
        item.median,
        item.iqr_type7,
        item.iqr_type6,
        item.iqr_type2,
        item.median_deviation,
        item.mean,
        item.sd.unwrap(),
        item.cv.unwrap(),
        item.top_two,
        item.bottom_two,
    ]
}

#[test]
fn the_panel_orders_the_items_it_answered_fully() {
    let rows: Vec<&[f64]> = PANEL.iter().map(<[f64; 7]>::as_slice).collect();
    let found = kendall_w(&table(&rows)).unwrap();
    assert_eq!((found.subjects, found.raters, found.left_out), (5, 7, 1));
    let corrected = found.tie_corrected.unwrap();
    assert!((corrected.w.estimate - 0.404_571_428_571_4).abs() < 1e-13);
    assert!((corrected.chi_squared - 11.328).abs() < 1e-12);
    assert!((corrected.p.unwrap() - 0.023_114_848_051_89).abs() < 1e-13);
}

/// Answers whose correlations are exactly 0.56, 0.42 and 0.48, so that the loadings are 0.7, 0.8 and 0.6.
#[test]
fn omega_of_three_items_by_hand() {
    // Columns of a matrix whose products are 0, times the Cholesky factor of the correlations.
    let (a, b) = (1.0 - 0.56_f64 * 0.56, 0.48 - 0.56 * 0.42);
    let c = 1.0 - 0.42_f64 * 0.42 - b * b / a;
    let signs = [[1.0, 1.0, 1.0], [1.0, -1.0, -1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]];
    let rows: Vec<Vec<Option<f64>>> = (0..10)
        .flat_map(|_| signs)
        .map(|[x, y, z]| {
            let two = 0.56 * x + a.sqrt() * y;
            vec![Some(x), Some(two), Some(0.42 * x + b / a.sqrt() * y + c.sqrt() * z)]
        })
        .collect();
    let found = omega_total(&Table::from_rows(&rows).unwrap()).unwrap();
    // (0.7 + 0.8 + 0.6)² = 4.41; uniquenesses 0.51 + 0.36 + 0.64 = 1.51.
    assert!((found.omega.estimate - 4.41 / 5.92).abs() < 1e-10, "{found:?}");
    assert!((found.loadings[1] - 0.8).abs() < 1e-10 && found.against.is_empty());
    assert_eq!((found.people, found.degrees, found.chi_squared), (40, 0, None));
    assert!(
        matches!(found.omega.uncertainty, Uncertainty::Interval { low, high } if low > 0.5 && high < 0.9)
    );
}
