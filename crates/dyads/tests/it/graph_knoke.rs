//! Graph measures of the organisations of one city, always run: figures made in R with igraph 1.3.5 and sna 2.7
//! from the table in `samples/reference` (Knoke & Wood 1981; Knoke & Kuklinski 1982).

use std::path::Path;

use serde_json::Value;

use crate::graph_reference::{Tally, check};

const RESULTS: &str = r#"{"results": [
{"group": "1", "wave": "1", "variable": "information", "n": 10, "edges": 49, "threshold": "> 0", "nodes":
["COMM", "COUN", "EDUC", "INDU", "MAYR", "NEWS", "UWAY", "WELF", "WEST", "WRO"], "density": 0.54444444444,
"out_degree": [7, 4, 6, 4, 8, 3, 6, 3, 5, 3], "in_degree": [8, 5, 4, 5, 8, 9, 2, 5, 2, 1], "out_strength":
[7, 4, 6, 4, 8, 3, 6, 3, 5, 3], "in_strength": [8, 5, 4, 5, 8, 9, 2, 5, 2, 1], "reciprocity_edge":
0.69387755102, "reciprocity_dyadic_nonnull": 0.53125, "dyad_census": {"mut": 17, "asym": 15, "null": 13},
"sna_grecip": {"dyadic": 0.66666666667, "dyadic_nonnull": 0.53125, "edgewise": 0.69387755102,
"edgewise_lrr": 0.24252959873}, "transitivity_global_undirected": 0.75806451613,
"transitivity_average_local_undirected": 0.77150793651, "local_clustering_undirected": [0.75,
0.80952380952, 0.66666666667, 0.86666666667, 0.75, 0.63888888889, 0.93333333333, 0.73333333333, 0.9,
0.66666666667], "sna_gtrans_weak": 0.67281105991, "triad_census": [3, 13, 12, 1, 13, 3, 10, 4, 7, 0, 14,
4, 2, 1, 24, 9], "betweenness_directed": [12.3333333333, 0.66666666667, 11.6944444444, 0.80555555556,
17.8333333333, 2.75, 0, 1.2222222222, 0.36111111111, 0.33333333333], "betweenness_directed_normalised":
[0.1712962963, 0.0092592592593, 0.16242283951, 0.011188271605, 0.24768518519, 0.038194444444, 0,
0.016975308642, 0.0050154320988, 0.0046296296296], "closeness_out_raw": [0.090909090909, 0.066666666667,
0.083333333333, 0.066666666667, 0.1, 0.0625, 0.076923076923, 0.0625, 0.076923076923, 0.058823529412],
"closeness_in_raw": [0.1, 0.071428571429, 0.071428571429, 0.076923076923, 0.1, 0.11111111111,
0.058823529412, 0.076923076923, 0.0625, 0.045454545455], "harmonic_out": [8, 6.3333333333, 7.5,
6.3333333333, 8.5, 5.8333333333, 7.3333333333, 5.8333333333, 7, 5.6666666667], "harmonic_in": [8.5,
6.8333333333, 6.5, 7, 8.5, 9, 5.3333333333, 7, 5.5, 4.1666666667], "eigenvector_undirected_collapse":
[0.95393103024, 0.86445153018, 0.69487550186, 0.77546721072, 0.95393103024, 1, 0.77942883163,
0.7256404627, 0.6602650918, 0.35776014009], "eigenvector_directed_in": [0.98576249206, 0.65272482539,
0.45289974602, 0.73735105148, 0.98576249206, 1, 0.38191685806, 0.59933953914, 0.27869256855,
0.087734139515], "pagerank_085": [0.17352024482, 0.094737295583, 0.069179904589, 0.11683085439,
0.17590107142, 0.15710444008, 0.054759804281, 0.089675923036, 0.043489975322, 0.024800486483], "hub":
[0.94351670156, 0.70792478928, 0.79139380737, 0.71999522292, 1, 0.49933965205, 0.97265466447,
0.58385607491, 0.81768829875, 0.43486894023], "authority": [0.87391583658, 0.63882956529, 0.45842232797,
0.60340878826, 0.86581427021, 1, 0.27876434255, 0.58218935572, 0.2569449064, 0.11351195193],
"coreness_all": [7, 7, 7, 7, 7, 7, 7, 7, 7, 4], "coreness_in": [3, 3, 2, 3, 3, 3, 2, 3, 2, 1],
"coreness_out": [3, 3, 3, 3, 3, 3, 3, 3, 3, 3], "coreness_undirected": [5, 5, 5, 5, 5, 5, 5, 5, 5, 3],
"components_weak": {"n": 1, "sizes": 10}, "components_strong": {"n": 1, "sizes": 10},
"articulation_points_undirected": [], "diameter_directed": 3, "mean_distance_directed": 1.5333333333,
"centralization_igraph": {"in_degree": 0.50617283951, "out_degree": 0.38271604938, "betweenness":
0.20113168724}, "centralization_sna": {"in_degree": 0.50617283951, "out_degree": 0.38271604938,
"betweenness": 0.20113168724, "closeness": 0.2830606213}, "value_symmetry": {"pearson": 0.3448281541}},
{"group": "1", "wave": "1", "variable": "money", "n": 10, "edges": 22, "threshold": "> 0", "nodes":
["COMM", "COUN", "EDUC", "INDU", "MAYR", "NEWS", "UWAY", "WELF", "WEST", "WRO"], "density": 0.24444444444,
"out_degree": [1, 5, 1, 5, 4, 2, 2, 2, 0, 0], "in_degree": [3, 0, 5, 0, 1, 1, 6, 4, 2, 0], "out_strength":
[1, 5, 1, 5, 4, 2, 2, 2, 0, 0], "in_strength": [3, 0, 5, 0, 1, 1, 6, 4, 2, 0], "reciprocity_edge":
0.090909090909, "reciprocity_dyadic_nonnull": 0.047619047619, "dyad_census": {"mut": 1, "asym": 20,
"null": 24}, "sna_grecip": {"dyadic": 0.55555555556, "dyadic_nonnull": 0.047619047619, "edgewise":
0.090909090909, "edgewise_lrr": -0.98912805583}, "transitivity_global_undirected": 0.62790697674,
"transitivity_average_local_undirected": 0.67883597884, "local_clustering_undirected": [0.5, 0.7,
0.66666666667, 0.6, 0.7, 0.66666666667, 0.47619047619, 0.8, 1, 0], "sna_gtrans_weak": 0.65625,
"triad_census": [20, 48, 2, 10, 13, 7, 1, 1, 14, 0, 0, 3, 0, 1, 0, 0], "betweenness_directed": [1, 0, 3,
0, 1, 0, 9, 1, 0, 0], "betweenness_directed_normalised": [0.013888888889, 0, 0.041666666667, 0,
0.013888888889, 0, 0.125, 0.013888888889, 0, 0], "closeness_out_raw": [0.11111111111, 0.14285714286, 0.2,
0.14285714286, 0.16666666667, 0.125, 0.25, 0.25, null, null], "closeness_in_raw": [0.2, null,
0.11111111111, null, 1, 1, 0.125, 0.090909090909, 0.066666666667, null], "harmonic_out": [2.1666666667,
5.5, 2, 5.5, 4.5, 3.5, 2.5, 2.5, 0, 0], "harmonic_in": [3.5, 0, 6, 0, 1, 1, 6.5, 5.3333333333,
4.8333333333, 0], "eigenvector_undirected_collapse": [0.60147785084, 0.79502934432, 0.96312382977,
0.77130162897, 0.83571275346, 0.469518284, 1, 0.86376589057, 0.35519486941, 0], "eigenvector_directed_in":
[4.3998834734e-17, 0, 0.569840291, 0, 4.1816630709e-17, 3.9093378966e-17, 1, 0.75487766625, 0.75487766625,
0], "pagerank_085": [0.059101123079, 0.030848110174, 0.17086049849, 0.030848110174, 0.036092288903,
0.036092288903, 0.28119519037, 0.16851403493, 0.15560024481, 0.030848110174], "hub": [0.25449489697,
0.91217889601, 0.28873818513, 1, 0.93008363728, 0.4555317348, 0.30516958336, 0.54323308209,
4.3706802932e-17, 2.1853401466e-17], "authority": [0.5776636353, 0, 0.88140367322, 0, 0.22087910033,
0.24214449742, 1, 0.76213336804, 0.29477423572, 0], "coreness_all": [3, 4, 4, 3, 4, 3, 4, 4, 2, 0],
"coreness_in": [0, 0, 1, 0, 0, 0, 1, 1, 1, 0], "coreness_out": [1, 1, 1, 1, 1, 1, 1, 1, 0, 0],
"coreness_undirected": [3, 4, 4, 3, 4, 3, 4, 4, 2, 0], "components_weak": {"n": 2, "sizes": [9, 1]},
"components_strong": {"n": 8, "sizes": [3, 1, 1, 1, 1, 1, 1, 1]}, "articulation_points_undirected": [],
"diameter_directed": 3, "mean_distance_directed": 1.4285714286, "centralization_igraph": {"in_degree":
0.46913580247, "out_degree": 0.34567901235, "betweenness": 0.11574074074}, "centralization_sna":
{"in_degree": 0.46913580247, "out_degree": 0.34567901235, "betweenness": 0.11574074074, "closeness": 0},
"value_symmetry": {"pearson": -0.1734219939}}
]}"#;

#[test]
fn bureaucracies_of_one_city_as_in_r() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/reference/knoke_bureaucracies.csv");
    let reference: Value = serde_json::from_str(RESULTS).unwrap();
    let mut tally = Tally::default();
    check(&table, &reference, &mut tally);
    assert_eq!(tally.figures, 504, "every figure is looked at");
    // WRO has no tie in "money": igraph is told to give it a clustering of 0, here it has none.
    assert_eq!(tally.conventions.values().sum::<usize>(), 1);
}
