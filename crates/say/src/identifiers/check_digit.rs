//! The check digit of numbers of patients.

/// Whether ten digits, each 0 to 9, pass the modulus 11 check that NHS, CHI and Health and Care numbers share (NHS Data
/// Model and Dictionary, "NHS NUMBER"). Ten equal digits pass the sum but are nobody's number. A value above 9 passes never.
pub fn check_digit_holds(digits: [u8; 10]) -> bool {
    let [counted @ .., last] = digits;
    let weighed = counted.iter().zip((2..=10_u32).rev()).map(|(digit, weight)| u32::from(*digit) * weight);
    // 11 stands for 0; 10 is no digit, so such numbers are not given out.
    let check = (11 - weighed.sum::<u32>() % 11) % 11;
    let are_digits = digits.iter().all(|digit| *digit <= 9);
    are_digits && check == u32::from(last) && counted.iter().any(|digit| *digit != last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_in_eleven_or_none_completes_a_number() {
        // 943 476 5919 is the published example.
        assert!(check_digit_holds([9, 4, 3, 4, 7, 6, 5, 9, 1, 9]));
        let holding = (0..10).filter(|last| check_digit_holds([9, 4, 3, 4, 7, 6, 5, 9, 1, *last])).count();
        assert_eq!(holding, 1);
        // The sum leaves 1, so the check would be 10.
        assert!((0..10).all(|last| !check_digit_holds([0, 0, 0, 0, 0, 0, 0, 0, 6, last])));
        assert!(!check_digit_holds([0; 10]) && !check_digit_holds([10; 10]));
    }
}
