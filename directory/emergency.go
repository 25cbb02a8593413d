package directory

// emergencyNumbers are the numbers nobody may hold as a short number in a country (ISO 3166-1 alpha-2), because a telephone
// system must let them through: those of every network, then the country's own.
func emergencyNumbers(country string) []string {
	return append([]string{"112", "911", "999"}, nationalEmergencyNumbers(country)...)
}

func nationalEmergencyNumbers(country string) []string {
	switch country {
	case "FR", "GP", "GF", "MQ", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF":
		return []string{"15", "17", "18", "110", "114", "115", "116000", "116006", "116111", "116117", "119", "191", "196", "197", "3114", "3919"}
	case "BE":
		return []string{"100", "101", "102", "103", "105", "106", "107", "108", "110", "116000", "116111", "1722", "1733"}
	case "CH", "LI":
		return []string{"117", "118", "143", "144", "145", "147", "1414", "1415", "116000"}
	case "LU":
		return []string{"113", "116000", "116111"}
	case "MC":
		return []string{"15", "17", "18", "115", "116000", "119"}
	case "DE":
		return []string{"110", "115", "116000", "116111", "116116", "116117", "116123"}
	case "AT":
		return []string{"122", "128", "133", "140", "141", "142", "144", "147", "116000"}
	case "ES":
		return []string{"061", "062", "016", "080", "085", "088", "091", "092", "116000", "116111"}
	case "PT":
		return []string{"115", "117", "1400", "144", "116000", "116111"}
	case "IT", "SM", "VA":
		return []string{"113", "114", "115", "118", "1515", "1522", "1530", "116000", "116117"}
	case "GB", "GG", "JE", "IM", "GI":
		return []string{"101", "105", "111", "119", "18000", "116000", "116111", "116123"}
	case "IE":
		return []string{"116000", "116111", "116123"}
	case "NL":
		return []string{"113", "144", "116000", "116111", "116117"}
	case "PL":
		return []string{"984", "985", "986", "991", "992", "993", "994", "997", "998", "116000", "116111"}
	case "US", "CA", "PR":
		return []string{"211", "311", "511", "711", "811", "933", "988"}
	case "MA":
		return []string{"15", "19", "150", "177", "190"}
	case "DZ":
		return []string{"14", "17", "1021", "1055", "1548"}
	case "TN":
		return []string{"190", "193", "197", "198"}
	}
	return []string{"110", "113", "114", "115", "116000", "118", "119"}
}
